# Makes a PostgreSQL data folder, or starts a server on one.
#
#   postgres.sh init INITDB DATA                                    makes DATA, which must not exist
#   postgres.sh start POSTGRES INITDB TEMPLATE DATA [-s] CONFIG     becomes the server; DATA is made if it isn't there,
#                                                                   as a copy of TEMPLATE where that exists, and with -s
#                                                                   for a server that follows another
#
# PostgreSQL refuses to run as root, and leaves a System V segment behind when it is killed. A user and an IPC namespace
# of its own do away with both: in there nobody is root, the files' owner is the same on both sides, and what is in the
# namespace ends with its last process. Where they can't be had, root becomes another user, who is given the data.
set -eu

spaces=
owner=
if unshare -U -i true 2>/dev/null; then
    spaces='unshare -U -i'
elif [ "$(id -u)" = 0 ]; then
    if ! command -v setpriv >/dev/null; then
        echo "PostgreSQL refuses to run as root, and there is neither a user namespace nor setpriv to be another: \
install util-linux, or run Ordeal as another user" >&2
        exit 1
    fi
    spaces='setpriv --reuid=65534 --regid=65534 --clear-groups'
    owner=65534:65534
fi

# The folder is made under another name, so that it is there whole or not at all.
init() {
    rm -rf "$2.partial"
    mkdir -m 700 "$2.partial"
    [ -z "$owner" ] || chown "$owner" "$2.partial"
    $spaces "$1" -D "$2.partial" -U postgres -A trust -E UTF8 --no-locale --no-sync --wal-segsize=1
    mv "$2.partial" "$2"
}

case $1 in
init) init "$2" "$3" ;;
start)
    postgres=$2 initdb=$3 template=$4 data=$5
    shift 5
    standby=
    if [ "$1" = -s ]; then
        standby=yes
        shift
    fi
    if [ ! -d "$data" ]; then
        if [ -d "$template" ]; then
            rm -rf "$data.partial"
            cp -R "$template" "$data.partial"
            chmod 700 "$data.partial"
            [ -z "$standby" ] || : >"$data.partial/standby.signal"
            [ -z "$owner" ] || chown -R "$owner" "$data.partial"
            mv "$data.partial" "$data"
        else
            init "$initdb" "$data"
            [ -z "$standby" ] || : >"$data/standby.signal"
        fi
    fi
    # whoever held it was killed; its number may be another process' by now
    rm -f "$data/postmaster.pid"
    # shellcheck disable=SC2086 # a list of words
    exec $spaces "$postgres" -D "$data" -c "config_file=$1"
    ;;
esac
