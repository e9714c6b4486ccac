#!/bin/sh
# tests/hostile/kill_make.sh COUNT [SEED]: `make report`, the compiler and all
# it starts, ended by kill -9 at random moments, in a copy of the sources.
# Reports go back and forth between two documents, and a part of the program
# is to be compiled anew each time.  After each kill every file of the report
# is the old or the new one, whole; every tenth time, and at the end, a run
# that is left alone must succeed and give the same bytes as ever.
. "$(dirname "$0")/support.sh"
count=${1:-10}
seed=${2:-20240521}
source=$(cd "$here/../.." && pwd)
unset MAKEFLAGS MAKELEVEL MFLAGS

mkdir tree && (cd "$source" && tar -c -f - Makefile .ci cli figures numerics \
    paper_refs reports/index reports/*.[ch] theory/*.[ch] theory/language theory/second tests/hostile) |
    tar -x -f - -C tree || fail "cannot copy"
cd tree || exit 1
mkdir -p theory/paper
old() { cp "$here/hostile.md" theory/paper/paper.md; }
new() {
    sed -e 's/"\([A-Z]\)/"Changed: \1/' -e 's/samples 40/samples 41/' \
        -e 's|x/7|x/8|' "$here/hostile.md" >theory/paper/paper.md
}
make_report() {
    make report PAPERS=paper >../said 2>../complained </dev/null ||
        fail "make report: status $?"
}
keep() {
    make_report
    cp -R reports/paper "../$1"
}
whole() {
    for f in $(cd reports/paper && find . -type f ! -name '.assay-tmp-*'); do
        cmp -s "reports/paper/$f" "../old/$f" ||
            cmp -s "reports/paper/$f" "../new/$f" ||
            fail "kill $i (seed $seed): torn file $f"
    done
}

new
keep new
old
keep old
begun=$(date +%s%N)
touch numerics/enclose/iv.c
make_report
span=$((($(date +%s%N) - begun) / 1000000))

awk -v s="$seed" -v files="$(ls numerics/*/*.c theory/*/*.c cli/*.c | tr '\n' ' ')" \
    'BEGIN {
        srand(s)
        n = split(files, f, " ")
        for (i = 0; i < 10000; i++)
            print int(rand()*10000), f[1 + int(rand()*n)], f[1 + int(rand()*n)]
    }' >../random
exec 3<../random
i=0
missed=0
while [ $((i - missed)) -lt "$count" ]; do
    i=$((i + 1))
    [ "$i" -le $((3 * count + 100)) ] || fail "hardly any kill hits"
    read -r random one two <&3
    ms=$((random * span / 10000))
    [ $((i % 2)) -eq 0 ] && old || new
    [ $((i % 3)) -eq 0 ] || touch "$one" "$two"
    setsid make report PAPERS=paper $([ $((i % 4)) -ne 0 ] || echo FRESH=1) \
        >/dev/null 2>&1 </dev/null 3<&- &
    pid=$!
    sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
    if kill -0 "$pid" 2>/dev/null; then
        kill -9 "-$pid" 2>/dev/null || fail "no such group"
        span=$((span * 21 / 20 + 1))
    else
        missed=$((missed + 1))
        span=$((span * 9 / 10 + 10))
    fi
    wait "$pid" 2>/dev/null
    whole
    if [ $((i % 10)) -eq 0 ]; then
        make_report
        [ $((i % 2)) -eq 0 ] && same ../old reports/paper ||
            same ../new reports/paper
        no_temporary reports
    fi
done
old
make_report
same ../old reports/paper
no_temporary .
[ -z "$(find . -name '*.new')" ] || echo "left for the next make: $(find . \
    -name '*.new' | wc -l) files"
echo "$((i - missed)) kills of make within $span ms (and $missed too late);" \
    "seed $seed"
pass
