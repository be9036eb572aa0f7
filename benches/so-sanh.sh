#!/usr/bin/env bash
# Holds a batch against other programs that make the same documents: benches/so-sanh.sh [COUNT [FOLDER]]
#
# COUNT communes (100), each a document of three pages with its own name, number, date and signer. The others
# get our layout and each document's data file, so the pages are the same; vanban also reads the plan, composes,
# checks words and pages, and writes atomically. Each line: seconds for all, on one thread or one after another,
# then on two. Beside `typst compile`, where it is at hand, stands the same of this profile's own crates
# ("typst, bản này": a process for each document, without looking for fonts). Python's `typst`, docxtpl and
# LibreOffice are measured where they are installed (PYTHON names the interpreter). They are release builds:
# PROFILE=release makes ours one, for which Typst is compiled again. Compare ratios.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-100} folder=${2:-$(mktemp -d)} profile=${PROFILE:-dev} python=${PYTHON:-python3}
target=$([ "$profile" = dev ] && echo debug || echo "$profile")
if [ -z "${BENCH:-}" ]; then
  cargo build --profile "$profile" --quiet
  BENCH=$(cargo bench --profile "$profile" --bench hang_loat --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"executable":"\([^"]*hang_loat[^"]*\)".*/\1/p' | tail -1)
  VANBAN=${CARGO_TARGET_DIR:-target}/$target/vanban
fi
BENCH=$(realpath "$BENCH") VANBAN=$(realpath "$VANBAN")
"$BENCH" ghi "$folder" "$count"
export BENCH FONTS=$PWD/fonts

seconds() { # of a command, its output away
  local start end
  start=$(date +%s.%N)
  # A batch with findings ends with 1.
  "$@" >"$folder/log" 2>&1 || { [ $? -eq 1 ] && [ "$1" = batch ]; } || { tail -3 "$folder/log" >&2; printf 'hỏng'; return; }
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.2f", b - a }'
}
batch() { rm -rf "$folder/ra"; "$VANBAN" batch "$folder/ke-hoach.toml" --data "$folder/xa.csv" --as xa -o "$folder/ra/{{ xa.ma }}.pdf" --jobs "$1"; }
own_typst() { printf '%s\n' "$folder"/typst/*/ | xargs -P "$1" -n 1 "$BENCH" typst; }
typst_compile() {
  printf '%s\n' "$folder"/typst/*/ | xargs -P "$1" -I{} typst compile --ignore-system-fonts --font-path "$FONTS" \
    --pdf-standard a-2a,ua-1 {}main.typ {}van-ban.pdf
}
in_python() {
  "$python" - "$folder" <<'PY'
import glob, os, sys, typst
for folder in sorted(glob.glob(sys.argv[1] + "/typst/*/")):
    typst.compile(folder + "main.typ", output=folder + "van-ban.pdf", root=folder, font_paths=[os.environ["FONTS"]],
                  ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"])
PY
}
office() { # a letter of the same words, filled by docxtpl, all converted by one LibreOffice
  "$python" - "$folder" <<'PY'
import csv, docx, docxtpl, os, sys, tomllib
folder = sys.argv[1]
plan = tomllib.load(open(folder + "/ke-hoach.toml", "rb"))
page = docx.Document()
page.add_paragraph("ỦY BAN NHÂN DÂN {{ ten }}\nSố: {{ so }}/CTr-UBND, ngày {{ ngay }}")
for part in ("nhiem_vu", "hoi_nghi"):
    for item in plan[part]:
        page.add_paragraph(str(item.get("noi_dung") or item.get("ten")).replace("{{ xa.", "{{ ").replace("ky.", ""))
for line in plan["noi_nhan"]:
    page.add_paragraph("- " + line.replace("{{ xa.", "{{ "))
page.add_paragraph("{{ ky }}")
page.save(folder + "/mau.docx")
os.makedirs(folder + "/docx", exist_ok=True)
for row in csv.DictReader(open(folder + "/xa.csv")):
    template = docxtpl.DocxTemplate(folder + "/mau.docx")
    template.render(row | {"thang": 5, "nam": 2024})
    template.save(f"{folder}/docx/{row['ma']}.docx")
PY
  soffice --headless --convert-to pdf --outdir "$folder/docx" "$folder"/docx/*.docx
}

for round in 1 2 3; do
  echo "lượt $round, $count văn bản: giây"
  echo "  vanban batch       $(seconds batch 1)  $(seconds batch 2)"
  echo "  typst, bản này     $(seconds own_typst 1)  $(seconds own_typst 2)"
  if command -v typst >/dev/null; then echo "  typst compile      $(seconds typst_compile 1)  $(seconds typst_compile 2)"; fi
done
if "$python" -c 'import typst' 2>/dev/null; then echo "  typst của Python   $(seconds in_python)"; else echo "  typst của Python   không có"; fi
if command -v soffice >/dev/null && "$python" -c 'import docxtpl' 2>/dev/null; then
  echo "  docxtpl + LibreOffice  $(seconds office)"
else
  echo "  docxtpl + LibreOffice  không có"
fi
