#!/bin/sh
# tests/hostile/determinism.sh [PROGRAM...]: the same bytes everywhere.
#
# Proves from nothing and compares the whole report (pages, figures, data,
# certificates) and the JSON: with 1, 2 and 8 threads, from a path with blanks,
# in another time zone and locale, with another umask and environment; and for
# each PROGRAM, built from the same sources in another way.  PAPER is a folder
# of documents (default: the small one beside this script).
. "$(dirname "$0")/support.sh"
LIMIT=${LIMIT:-600}

mkdir -p theory/paper
cp "${PAPER:-$here}"/*.md theory/paper/ || fail "no documents"
rm -f theory/paper/README.md
: >compared

# once NAME: everything that is written, into the folder NAME.
status=
once() {
    timeout "$LIMIT" "$program" report --quiet --fresh $options --out "$1" \
        theory/paper >said 2>complained </dev/null
    got=$?
    [ "$got" -le 2 ] || fail "status $got: $program $options"
    [ "$got" -eq "${status:=$got}" ] || fail "status $got, not $status"
    timeout "$LIMIT" "$program" check --json $options theory/paper \
        >"$1.timed" 2>complained </dev/null
    [ $? -eq "$status" ] || fail "another status: check"
    grep -q '"seconds": "[0-9]' "$1.timed" || fail "no times: check"
    sed 's/"seconds": "[0-9.]*"/"seconds": ""/' "$1.timed" >"$1.json"
    rm -f "$1.timed"
}
# again NAME WHAT
again() {
    once "$1"
    same first "$1"
    cmp -s first.json "$1.json" || fail "other JSON: $2"
    echo >>"$dir/compared"
    echo "same: $2"
    rm -rf "$1" "$1.json"
}

program=$assay
options=
once first
[ "$(find first -type f | wc -l)" -ge 3 ] || fail "an empty report"
for n in 1 2 8; do
    options="--threads $n"
    again next "$n threads"
done
options=
if [ -z "${PAPER:-}" ]; then
    (
        mkdir -p "a path/with  blanks/théory"
        cp -R theory "a path/with  blanks/théory"
        cp "$assay" "a path/with  blanks/a program"
        cd "a path/with  blanks/théory" || exit 1
        ln -s "$dir/first" first
        ln -s "$dir/first.json" first.json
        program="$dir/a path/with  blanks/a program"
        again "a report" "a path with blanks"
    ) || exit 1
    (
        TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 HOME=/ \
            COLUMNS=40 TERM=xterm SOURCE_DATE_EPOCH=1 OMP_NUM_THREADS=3 \
            OMP_SCHEDULE=dynamic GNUTERM=dumb GDFONTPATH=/
        export TZ LC_ALL LANG HOME COLUMNS TERM SOURCE_DATE_EPOCH GNUTERM \
            OMP_NUM_THREADS OMP_SCHEDULE GDFONTPATH
        again next "another time zone and environment"
        LOCPATH=$dir/locale
        mkdir "$LOCPATH"
        if localedef -i de_DE -f UTF-8 "$LOCPATH/de_DE.UTF-8" 2>/dev/null; then
            LC_ALL=de_DE.UTF-8
            export LOCPATH LC_ALL
            again next "a decimal comma"
        fi
        umask 077
        again next "another umask"
    ) || exit 1
fi
for program; do
    again next "$program"
done
echo "$(wc -l <compared) comparisons"
pass
