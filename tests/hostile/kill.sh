#!/bin/sh
# tests/hostile/kill.sh COUNT [SEED]: `assay report` and `assay check` ended by
# kill -9 at random moments.  Reports go back and forth between two documents,
# so that there is always something to write.  After each kill every file must
# be the old or the new one, whole; every tenth time, and at the end, a run
# that is left alone must succeed and leave nothing of the others.
. "$(dirname "$0")/support.sh"
count=${1:-10}
seed=${2:-20240521}

mkdir -p theory/paper certs
old() { cp "$here/hostile.md" theory/paper/paper.md; }
new() {
    sed -e 's/"\([A-Z]\)/"Changed: \1/' -e 's/samples 40/samples 41/' \
        -e 's|x/7|x/8|' "$here/hostile.md" >theory/paper/paper.md
}
report() { run 0 report --quiet --fresh --out "$1" theory/paper; }
whole() {
    for f in $(cd out 2>/dev/null && find . -type f ! -name '.assay-tmp-*'); do
        cmp -s "out/$f" "old/$f" || cmp -s "out/$f" "new/$f" ||
            fail "kill $i (seed $seed): torn file $f"
    done
}

old
begun=$(date +%s%N)
report old
# a report takes so long, in milliseconds; a little more, to hit the end too
span=$((($(date +%s%N) - begun) * 12 / 10000000))
[ "$span" -gt 20 ] || span=20
new
report new
run 0 prove --cert certs/old 'for x in [0, 1]: x^2 <= x'

awk -v s="$seed" 'BEGIN {
    srand(s)
    for (i = 0; i < 100000; i++)
        print int(rand()*10000)
}' >random
exec 3<random
i=0
missed=0
# those that come after the end do not count
while [ $((i - missed)) -lt "$count" ]; do
    i=$((i + 1))
    [ "$i" -le $((3 * count + 100)) ] || fail "hardly any kill hits"
    read -r random <&3
    ms=$((random * span / 10000))
    pause=$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))
    [ $((i % 2)) -eq 0 ] && old || new
    case $((i % 10)) in
    5) "$assay" check theory/paper >/dev/null 2>&1 & ;;
    7) "$assay" prove --cert certs/new 'for x in [0, 1]: x^2 <= x + 0' \
        >/dev/null 2>&1 & ;;
    *) "$assay" report --quiet --fresh --out out theory/paper \
        >/dev/null 2>&1 & ;;
    esac
    pid=$!
    sleep "$pause"
    # the machine may be faster or slower now than it was
    if kill -9 "$pid" 2>/dev/null; then
        span=$((span * 21 / 20 + 1))
    else
        missed=$((missed + 1))
        span=$((span * 9 / 10 + 10))
    fi
    wait "$pid" 2>/dev/null
    whole
    [ ! -e certs/new ] || [ "$(tail -c 1 certs/new | wc -l)" -eq 1 ] ||
        fail "torn certificate"
    if [ $((i % 10)) -eq 0 ]; then
        report out
        [ $((i % 2)) -eq 0 ] && same old out || same new out
        no_temporary out
    fi
done
old
report out
same old out
run 0 check theory/paper
run 0 prove --cert certs/new 'for x in [0, 1]: x^2 <= x'
cmp -s certs/old certs/new || fail "another certificate"
no_temporary .
echo "$((i - missed)) kills within $span ms (and $missed too late); seed $seed"
pass
