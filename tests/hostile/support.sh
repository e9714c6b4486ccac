# tests/hostile/support.sh: what the scripts here share.  To be sourced.
#
# A case ends with `pass`, `skip WHY` (status 77) or `fail WHAT` (status 1).

set -u
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd) || exit 1
assay=${ASSAY:-./assay}
case $assay in /*) ;; *) assay=$PWD/$assay ;; esac
[ -x "$assay" ] || { echo "no program at $assay"; exit 1; }

dir=$(mktemp -d /tmp/assay-hostile-XXXXXX) || exit 1
mounted=
clean_up() {
    [ -z "$mounted" ] || umount "$mounted" 2>/dev/null ||
        umount -l "$mounted"
    rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM
cd "$dir" || exit 1

pass() { exit 0; }
skip() { echo "skipped: $*"; exit 77; }
fail() {
    echo "FAILED: $*"
    for f in said complained; do
        [ -s "$f" ] && { echo "-- $f"; tail -n 20 "$f"; }
    done
    exit 1
}

# run STATUS ARGUMENT...: assay must end with this status within a minute
# (LIMIT seconds).
run() {
    want=$1
    shift
    timeout -k 5 "${LIMIT:-60}" "$assay" "$@" >said 2>complained </dev/null
    got=$?
    [ "$got" -eq "$want" ] || fail "status $got, not $want: assay $*"
}

# The names and contents of a folder's files, temporary ones included.
sums() { (cd "$1" && find . -type f -exec cksum {} + | sort -k 3); }
same() {
    sums "$1" >sums.1
    sums "$2" >sums.2
    diff sums.1 sums.2 >complained || fail "$1 and $2 differ"
}
says() { grep -q -e "$1" complained || fail "no word of '$1'"; }
no_temporary() {
    [ -z "$(find "$1" -name '.assay-tmp-*')" ] || fail "left: $(ls -A "$1")"
}
