#!/bin/sh
# tests/hostile/faults.sh CASE: a report where something is wrong outside.
# Wanted: a clear error, old files whole, and success once the fault is gone.
. "$(dirname "$0")/support.sh"

mkdir -p theory/paper
cp "$here/hostile.md" theory/paper/paper.md

report() { # STATUS OUT [OPTION...]
    status=$1 out=$2
    shift 2
    run "$status" report --out "$out" "$@" theory/paper
}

# good: how the report looks when nothing is wrong.
reference() { report 0 good; }

# A program of this name that runs the given script, first in PATH.
fake() {
    mkdir -p bin
    printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
    chmod +x "bin/$1"
    PATH=$dir/bin:$PATH
    export PATH
}

# Is there a process with this among its arguments?
goes_on() {
    for f in /proc/[0-9]*/cmdline; do
        tr '\0' ' ' <"$f" 2>/dev/null | grep -q -F -e "$1" && return 0
    done
    return 1
}

# The figure's program fails in some way: the pages are there, the old
# picture stays, and it is drawn once the program works.
figures_fail() { # NAME SCRIPT WORD
    reference
    cp -R good out
    printf 'old' >out/figures/h.drawing.svg
    printf 'old' >out/figures/dependencies.svg
    saved=$PATH
    fake "$1" "$2"
    ASSAY_DRAW_SECONDS=${DRAW:-20}
    export ASSAY_DRAW_SECONDS
    begun=$(date +%s)
    report 3 out
    [ $(($(date +%s) - begun)) -lt 40 ] || fail "took too long"
    says "$1"
    says "$3"
    cmp -s good/paper.md out/paper.md || fail "another page"
    case $1 in
    gnuplot) picture=h.drawing ;;
    *) picture=dependencies ;;
    esac
    [ "$(cat out/figures/$picture.svg)" = old ] || fail "the picture changed"
    no_temporary out
    PATH=$saved
    report 0 out
    same good out
    pass
}

case ${1:-} in
gnuplot_missing)
    reference
    # everything but gnuplot
    mkdir bin
    ln -s "$(command -v dot)" bin/dot || skip "no dot"
    saved=$PATH
    timeout=$(command -v timeout)
    env PATH="$dir/bin" "$timeout" 60 "$assay" report --out out theory/paper \
        >said 2>complained </dev/null
    [ $? -eq 3 ] || fail "status"
    says 'gnuplot cannot be started'
    cmp -s good/paper.md out/paper.md || fail "another page"
    report 0 out
    same good out
    ;;
dot_missing)
    reference
    mkdir bin
    ln -s "$(command -v gnuplot)" bin/gnuplot || skip "no gnuplot"
    timeout=$(command -v timeout)
    env PATH="$dir/bin" "$timeout" 60 "$assay" report --out out theory/paper \
        >said 2>complained </dev/null
    [ $? -eq 3 ] || fail "status"
    says 'dot cannot be started'
    report 0 out
    same good out
    ;;
gnuplot_fails) figures_fail gnuplot 'cat >/dev/null; echo bad >&2; exit 1' bad ;;
gnuplot_is_killed) figures_fail gnuplot 'kill -9 $$' 'status 137' ;;
gnuplot_says_nothing) figures_fail gnuplot 'cat >/dev/null' incomplete ;;
gnuplot_stops_halfway)
    figures_fail gnuplot 'cat >/dev/null; echo "<?xml?><svg>"' incomplete ;;
gnuplot_hangs) DRAW=1 figures_fail gnuplot 'sleep 1000' 'did not end' ;;
gnuplot_closes_and_stays)
    DRAW=1 figures_fail gnuplot 'exec >&- 2>&- <&-; sleep 1000' 'did not end' ;;
gnuplot_never_stops) figures_fail gnuplot 'exec yes' 'more than 64 MiB' ;;
dot_hangs) DRAW=1 figures_fail dot 'sleep 1000' 'did not end' ;;
dot_fails) figures_fail dot 'cat >/dev/null; exit 4' 'status 4' ;;
dot_lies)
    figures_fail dot 'cat >/dev/null; echo graph 1 2 3; echo stop' 'failed' ;;

gnuplot_in_the_current_folder)
    # an empty or relative folder in PATH may be a stranger's
    reference
    for name in gnuplot dot; do
        printf '#!/bin/sh\n: >pwned\n' >"$name"
        chmod +x "$name"
    done
    saved=$PATH
    long=$(printf '%5000s' '' | tr ' ' a)
    for p in ".:$PATH" ":$PATH" "/$long:$PATH"; do
        PATH=$p
        report 0 out
        PATH=$saved
        same good out
    done
    timeout=$(command -v timeout)
    PATH= "$timeout" 60 "$assay" report --out out theory/paper \
        >said 2>complained </dev/null
    [ $? -eq 3 ] || fail "status"
    says 'gnuplot cannot be started'
    [ ! -e pwned ] || fail "it was run"
    ;;
interrupted_while_drawing)
    # at once, and nothing goes on behind our back
    fake gnuplot "exec sleep 1009"
    begun=$(date +%s)
    "$assay" report --out out theory/paper >said 2>complained &
    pid=$!
    while [ ! -e out/figures/h.drawing.csv ] &&
        [ $(($(date +%s) - begun)) -lt 60 ]; do sleep 0.1; done
    sleep 0.2
    kill -TERM "$pid"
    wait "$pid"
    status=$?
    [ "$status" -eq 130 ] || fail "status $status"
    says interrupted
    begun=$(date +%s)
    run 3 report --max-seconds 2 --out out theory/paper
    says 'longer than allowed'
    [ $(($(date +%s) - begun)) -lt 40 ] || fail "took too long"
    goes_on 'sleep 1009' && fail "gnuplot goes on"
    no_temporary out
    ;;
bibliography_out_of_time)
    # macros that double each other keep BibTeX's parser busy for ages
    mkdir paper_refs
    {
        echo '@string{a0 = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}'
        for i in 1 2 3 4 5 6 7 8 9; do
            for j in 0 1 2 3 4 5 6 7 8 9; do
                n=$((10 * (i - 1) + j))
                echo "@string{a$((n + 1)) = a$n # a$n}"
            done
        done
        echo '@misc{K, title = a40}'
    } >paper_refs/references.bib
    sed 's/^claim h.gap.*/& cites K/' "$here/hostile.md" \
        >theory/paper/paper.md
    run 3 report --max-seconds 2 --out "$dir/out" theory/paper
    says 'longer than allowed'
    sleep 0.2
    goes_on "$dir/out" && fail "a process goes on"
    ;;
odd_threads)
    # never a crash, and never status 1: that is a refutation
    claim='for x in [0, 1], y in [0, 1], z in [0, 1]: sum(i in 1..40,
        sin(i*x*y + z)/i) <= sum(i in 1..40, sin(i*y*x + z + x/10^12)/i)
        + 1/10^10'
    for setting in OMP_NUM_THREADS=100000 OMP_NUM_THREADS=-1 \
        OMP_STACKSIZE=16k OMP_STACKSIZE='16 K' GOMP_STACKSIZE=16384B \
        OMP_STACKSIZE=1000000G OMP_THREAD_LIMIT=1; do
        env "$setting" timeout 60 "$assay" prove --max-boxes 20000 "$claim" \
            >said 2>complained </dev/null
        status=$?
        case $setting,$status in
        *,2 | OMP_STACKSIZE=1000000G,3) ;;
        *) fail "status $status with $setting" ;;
        esac
    done
    ;;
small_stack)
    [ -z "${SAN:-}" ] || skip "sanitizers need more themselves"
    deep=$(printf '%240s' '' | sed 's/ /sin(/g')x$(printf '%240s' '' |
        tr ' ' ')')
    (ulimit -s 64 && run 3 prove "for x in [0, 1]: $deep <= 2") || exit 1
    says 'ulimit -s'
    (ulimit -S -s 64 && run 0 prove "for x in [0, 1]: $deep <= 2") || exit 1
    (ulimit -s 1024 && run 0 prove "for x in [0, 1]: $deep <= 2") || exit 1
    ;;
full_disk)
    reference
    mkdir out
    mount -t tmpfs -o size=24k none out 2>/dev/null || skip "cannot mount"
    mounted=$dir/out
    timeout 60 "$assay" report --out out theory/paper >said 2>complained
    status=$?
    [ "$status" -eq 3 ] || fail "status $status"
    says 'No space left on device'
    no_temporary out
    for f in $(cd out && find . -type f); do
        cmp -s "out/$f" "good/$f" || fail "torn: $f"
    done
    mount -o remount,size=8m none out || fail "remount"
    report 0 out
    same good out
    ;;
old_files_on_a_full_disk)
    reference
    mkdir out
    mount -t tmpfs -o size=8m none out 2>/dev/null || skip "cannot mount"
    mounted=$dir/out
    report 0 out
    sed 's/A bound from below/Another title/' "$here/hostile.md" \
        >theory/paper/paper.md
    report 0 new
    dd if=/dev/zero of=out/filler bs=4096 2>/dev/null
    timeout 60 "$assay" report --out out theory/paper >said 2>complained
    [ $? -eq 3 ] || fail "status"
    rm out/filler
    no_temporary out
    for f in $(cd out && find . -type f); do
        cmp -s "out/$f" "good/$f" || cmp -s "out/$f" "new/$f" ||
            fail "torn: $f"
    done
    report 0 out
    same new out
    ;;
file_size_limit)
    # every file is cut off at 1 KiB, as by a quota
    reference
    (
        ulimit -f 2
        timeout 60 "$assay" report --out out theory/paper 2>complained |
            cat >/dev/null
    )
    says 'File too large'
    no_temporary out
    for f in $(cd out && find . -type f); do
        cmp -s "out/$f" "good/$f" || fail "torn: $f"
    done
    report 0 out
    same good out
    # a proof whose certificate is lost is no success
    (
        ulimit -f 0
        "$assay" prove --cert a.cert 'for x in [0, 1]: x <= 1' 2>&1
        echo "status $?"
    ) | cat >complained
    says 'File too large'
    says 'status 3'
    [ ! -e a.cert ] || fail "a torn certificate"
    no_temporary .
    ;;
read_only)
    reference
    cp -R good out
    sums out >before
    mount --bind out out 2>/dev/null || skip "cannot mount"
    mounted=$dir/out
    mount -o remount,ro,bind out 2>/dev/null || skip "cannot remount"
    report 0 out # nothing changes, nothing need be written
    sed 's/A bound from below/Another title/' "$here/hostile.md" \
        >theory/paper/paper.md
    report 3 out
    says 'Read-only file system'
    sums out | cmp -s - before || fail "files changed"
    ;;
folder_is_a_file)
    echo precious >out
    report 3 out
    says 'out: '
    [ "$(cat out)" = precious ] || fail "overwritten"
    rm out
    mkdir out
    echo precious >out/figures
    report 3 out
    says 'out/figures'
    [ "$(cat out/figures)" = precious ] || fail "overwritten"
    ;;
file_is_a_folder)
    mkdir -p out/paper.md out/certificates/h.gap.cert
    report 3 out
    says 'h.gap.cert'
    rmdir out/certificates/h.gap.cert
    report 3 out
    says 'paper.md'
    no_temporary out
    ;;
missing_locale)
    reference
    LC_ALL=xx_YY.UTF-8 LANG=xx_YY
    export LC_ALL LANG
    report 0 out
    same good out
    ;;
decimal_comma)
    reference
    LOCPATH=$dir/locale
    mkdir "$LOCPATH"
    command -v localedef >/dev/null || skip "no localedef"
    localedef -i de_DE -f UTF-8 "$LOCPATH/de_DE.UTF-8" >/dev/null 2>&1 ||
        skip "no definition of de_DE"
    LC_ALL=de_DE.UTF-8
    export LC_ALL LOCPATH
    [ "$(env printf '%.1f' 0,5 2>/dev/null)" = 0,5 ] || skip "no such locale"
    report 0 out
    same good out
    "$assay" eval 1/3 --digits 3 >said
    grep -q '0\.333' said || fail "a comma"
    "$assay" prove --seconds 1.5 'for x in [0, 1]: x >= 0' >said 2>complained ||
        fail "1.5 seconds"
    ;;
closed_streams)
    "$assay" report --out out theory/paper <&- >&- 2>&- || fail "status $?"
    reference
    same good out
    "$assay" check theory/paper >/dev/full 2>complained && fail "full output"
    says 'standard output'
    ;;
stale_files)
    # what runs that are gone have left, whoever they were
    reference
    cp -R good out
    (exit 0) & dead=$!
    wait "$dead"
    for d in out out/figures out/certificates; do
        echo half >"$d/.assay-tmp-$dead"
    done
    report 0 out
    same good out
    mkdir kept
    echo half >"kept/.assay-tmp-$dead"
    report 0 out --cache kept
    no_temporary kept
    mkdir certs "certs/.assay-tmp-$dead"
    echo half >"certs/.assay-tmp-$dead/claim.cert"
    run 0 prove --cert certs/a.cert 'for x in [0, 1]: x <= 1'
    no_temporary certs
    [ -s certs/a.cert ] || fail "no certificate"
    ;;
*) fail "no such case: ${1:-}" ;;
esac
pass
