#!/bin/sh
# Makes the font files of this folder again, from the published packages, and
# checks every source and every result against its SHA-256.
#
#   ./make.sh            build, check, and write the files here
#   ./make.sh --check    build and check only; write nothing
#   ./make.sh --new      write the files without checking the results, for use
#                        after a change of letters.txt; prints their SHA-256,
#                        which then belong in RESULTS below and in README.md
#
# Needs sh, npm, tar, sha256sum, cmp, and Python 3.10 or later with venv.
set -eu

TINOS=@expo-google-fonts/tinos@0.4.2
SYMBOLS2=@expo-google-fonts/noto-sans-symbols-2@0.4.1
FONTTOOLS=fonttools==4.68.0

# What is taken from Noto Sans Symbols 2: the last section of letters.txt.
SYMBOLS=U+2610-2612,U+2713-2714,U+2717

SOURCES='
924ef269e73da94c1803ff68877f5d998dd16605c5ffad82ee181034f8a1fffe  tinos/package/400Regular/Tinos_400Regular.ttf
576a19b5dc026cafe6ae8fde4c849588dae6475cf5d912cebdf2827388c43ad9  tinos/package/700Bold/Tinos_700Bold.ttf
4a52de5bcf70e37bd71949f8a85302b75795a1943aedffbbee4f2db7744e1c81  tinos/package/400Regular_Italic/Tinos_400Regular_Italic.ttf
10c90ef7896d758923c06a1485d7824cdb457466da0bf7d42f81c5228931281b  tinos/package/700Bold_Italic/Tinos_700Bold_Italic.ttf
f67f40c65f929f029827ab37cfdc4897dfd9ae3c28d9e98ba46e0d52e39eb97e  symbols2/package/400Regular/NotoSansSymbols2_400Regular.ttf
'

RESULTS='
3c1a7005c6a0b7e7c42e8a9b448197a79e100be65f7cea5d4a0fb7e503ac3045  NotoSansSymbols2-Subset.ttf
b118dd41337806a5d4797052c77caf3bd096aed783e5eb21b4d11154351e1ac0  OFL-NotoSansSymbols2.txt
b05110290d3d063280c260d5f28eabc8480cb57a30aca2f77730ecb1df10026e  OFL-Tinos.txt
b705ab9992a21a7c45dfafb5646875132cc5fd8901861bba85b5030e53491f16  Tinos-Bold.ttf
ffa5f6cb51cefcf32c927b6e4126a11f605dec7bd86e798b0763c4d8bb806216  Tinos-BoldItalic.ttf
6b75a7841c09b447ae944ab43bafa61ee042a24bb15b1f9ae272ef1667424422  Tinos-Italic.ttf
beec652cf118c5b6b2e250ffd5bbe99779dfa9febbf9cc8450c062ac05c08fb3  Tinos-Regular.ttf
'

mode=${1-}
case $mode in
'' | --check | --new) ;;
*) echo "usage: ./make.sh [--check | --new]" >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
cd "$dir"

# 1. The sources and the tool.
unpack() { # package, folder
    mkdir "$2" "$2.pack"
    npm pack --silent --pack-destination "$2.pack" "$1" >/dev/null
    tar -xzf "$2.pack"/*.tgz -C "$2"
}
unpack "$TINOS" tinos
unpack "$SYMBOLS2" symbols2
printf '%s' "$SOURCES" | sed '/^$/d' | sha256sum --check --quiet -

python3 -m venv tool
tool/bin/pip install --quiet --disable-pip-version-check --no-deps "$FONTTOOLS"

# 2. The subsets.
mkdir out
subset() { # source, result, which letters
    tool/bin/pyftsubset "$1" --output-file="out/$2" "$3" \
        --no-hinting --layout-features= --no-layout-closure --notdef-glyph --notdef-outline \
        --no-recommended-glyphs --no-glyph-names --no-legacy-kern --no-symbol-cmap --no-legacy-cmap \
        --name-IDs=0,1,2,3,4,5,6,13,14 --name-languages=0x409 \
        --drop-tables+=GSUB,GPOS,GDEF,kern,DSIG,hdmx,VDMX,gasp,vhea,vmtx \
        --no-recalc-bounds --no-recalc-timestamp
}
subset tinos/package/400Regular/Tinos_400Regular.ttf Tinos-Regular.ttf --unicodes-file="$here/letters.txt"
subset tinos/package/700Bold/Tinos_700Bold.ttf Tinos-Bold.ttf --unicodes-file="$here/letters.txt"
subset tinos/package/400Regular_Italic/Tinos_400Regular_Italic.ttf Tinos-Italic.ttf --unicodes-file="$here/letters.txt"
subset tinos/package/700Bold_Italic/Tinos_700Bold_Italic.ttf Tinos-BoldItalic.ttf --unicodes-file="$here/letters.txt"
subset symbols2/package/400Regular/NotoSansSymbols2_400Regular.ttf NotoSansSymbols2-Subset.ttf --unicodes="$SYMBOLS"

# The licences, each with a newline at its end.
licence() { # source, result
    cat "$1" >"out/$2"
    [ -z "$(tail -c 1 "$1")" ] || echo >>"out/$2"
}
licence tinos/package/LICENSE_FONT OFL-Tinos.txt
licence symbols2/package/LICENSE_FONT OFL-NotoSansSymbols2.txt

# 3. What the subsets must keep.
tool/bin/python - "$here/letters.txt" "$SYMBOLS" <<'PY'
import sys
import unicodedata
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

listed = []
for line in open(sys.argv[1], encoding="utf-8"):
    listed += parse_unicodes(line.split("#")[0])
assert len(listed) == len(set(listed)), "a code point is listed twice"
symbols = set(parse_unicodes(sys.argv[2]))
assert symbols <= set(listed)
tinos = set(listed) - symbols

vietnamese = set("đĐ")
for base in "aăâeêioôơuưy":
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
        letter = unicodedata.normalize("NFC", base + tone)
        if not letter.isascii():
            vietnamese |= {letter, letter.upper()}
assert len(vietnamese) == 134
assert {ord(c) for c in vietnamese} <= tinos

T = "tinos/package/"
pairs = [
    (T + "400Regular/Tinos_400Regular.ttf", "Tinos-Regular.ttf", tinos),
    (T + "700Bold/Tinos_700Bold.ttf", "Tinos-Bold.ttf", tinos),
    (T + "400Regular_Italic/Tinos_400Regular_Italic.ttf", "Tinos-Italic.ttf", tinos),
    (T + "700Bold_Italic/Tinos_700Bold_Italic.ttf", "Tinos-BoldItalic.ttf", tinos),
    ("symbols2/package/400Regular/NotoSansSymbols2_400Regular.ttf", "NotoSansSymbols2-Subset.ttf", symbols),
]
tables = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
kept = {
    "head": "unitsPerEm created modified fontRevision macStyle xMin yMin xMax yMax",
    "hhea": "ascent descent lineGap advanceWidthMax caretSlopeRise caretSlopeRun",
    "OS/2": "sTypoAscender sTypoDescender sTypoLineGap usWinAscent usWinDescent sxHeight sCapHeight"
    " ySubscriptXSize ySubscriptYSize ySubscriptXOffset ySubscriptYOffset"
    " ySuperscriptXSize ySuperscriptYSize ySuperscriptXOffset ySuperscriptYOffset"
    " yStrikeoutSize yStrikeoutPosition fsSelection fsType usWeightClass usWidthClass xAvgCharWidth",
    "post": "italicAngle underlinePosition underlineThickness isFixedPitch",
}



def outline(font, name):  # with components resolved
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value


for source, result, want in pairs:
    old, new = TTFont(source), TTFont("out/" + result)
    before, after = old.getBestCmap(), new.getBestCmap()
    missing = sorted(want - set(after))
    assert not missing, (result, ["U+%04X" % c for c in missing])
    assert set(after) == want, result
    assert set(new.keys()) == tables, (result, new.keys())
    for c in want:
        assert old["hmtx"][before[c]] == new["hmtx"][after[c]], (result, hex(c))
        assert outline(old, before[c]) == outline(new, after[c]), (result, hex(c))
    for table, fields in kept.items():
        for field in fields.split():
            assert getattr(old[table], field) == getattr(new[table], field), (result, table, field)
    for i in (0, 1, 2, 3, 4, 5, 6, 13, 14):
        assert old["name"].getDebugName(i) == new["name"].getDebugName(i), (result, i)
    print(f"{result}: {len(after)} letters, {new['maxp'].numGlyphs} glyphs")
PY

# 4. The results.
cd out
if [ "$mode" = --new ]; then
    sha256sum -- *.ttf *.txt
else
    printf '%s' "$RESULTS" | sed '/^$/d' | sha256sum --check --quiet -
    [ "$(printf '%s' "$RESULTS" | sed '/^$/d' | wc -l)" -eq "$(ls | wc -l)" ]
fi
if [ "$mode" = --check ]; then
    for file in *; do
        cmp -- "$file" "$here/$file"
    done
else
    cp -- * "$here/"
fi
echo "done"
