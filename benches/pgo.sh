#!/usr/bin/env bash
# Builds the program for this machine, its code laid out as a batch runs it (profile-guided optimization):
# benches/pgo.sh [FOLDER]
#
# A program is built that counts what it runs, makes the shipped examples and a batch, and is built again by these
# counts: half an hour to an hour on two cores. It makes the same bytes. Wants `rustup component add llvm-tools`.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath -m "${1:-target/pgo}")
host=$(rustc -vV | sed -n 's/^host: //p')
merge=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
[ -x "$merge" ] || { echo "rustup component add llvm-tools" >&2; exit 2; }

# Both builds have these flags, else the counts of some functions do not fit.
flags=-Ctarget-cpu=native
built() { # with these flags too, in a folder of its own; gives the program
  RUSTFLAGS="$flags $2" cargo build --release --target "$host" --target-dir "$folder/$1" >&2
  echo "$folder/$1/$host/release/vanban"
}
counting=$(built counting "-Cprofile-generate=$folder/counts")
rm -rf "$folder/counts" "$folder/examples" "$folder/out"
cp -r data/examples "$folder/examples"
month=$folder/examples/xa-kien-thuy
# Findings end with 1.
"$counting" build "$folder/examples" --force >/dev/null 2>&1 || [ $? -eq 1 ]
sed -i.bak 's/xã Kiến Thụy/{{ xa.ten }}/; s/"Kiến Thụy"/"{{ xa.ten_rieng }}"/' "$month/vanban.toml"
"$counting" batch "$month/2026-01.toml" --data @xa --as xa --where "tinh=thanh pho ho chi minh" \
  -o "$folder/out/{{ xa.ma }}.pdf" --jobs 1 >/dev/null 2>&1 || [ $? -eq 1 ]
"$merge" merge -o "$folder/vanban.profdata" "$folder/counts"
built fast "-Cprofile-use=$folder/vanban.profdata"
