# The watchdog of a harness: it reads, on standard input, which servers were started, and when that pipe ends, because
# the harness has ended in whatever way, it kills those that are left with all their children, and unmounts their disks.
#
#   + PID START    a server whose process group and session are PID, started at START (ticks since boot; 0 if unknown)
#   - PID          it was killed and is gone
#   m FOLDER       a file system is about to be mounted there
#   u FOLDER       it is unmounted
#   g FOLDER       a control group is about to be made
#   h FOLDER       it is removed
#
# A POSIX shell's builtins are all it needs where nothing is mounted, and there are no control groups. $1 is where processes are listed, /proc; where there
# is no such thing, the process groups alone are killed.
trap '' HUP INT QUIT TERM PIPE
proc=${1:-/proc}
servers=
mounts=
groups=
newline='
'

# Sets left to the lines of $1 that are not $folder.
without() {
    left=
    while IFS= read -r one; do
        case $one in '' | "$folder") ;; *) left="$left$one$newline" ;; esac
    done <<END
$1
END
}

while IFS= read -r line; do
    folder=${line#? }
    case $line in
    m*)
        mounts="$mounts$folder$newline"
        continue
        ;;
    u*)
        without "$mounts"
        mounts=$left
        continue
        ;;
    g*)
        groups="$groups$folder$newline"
        continue
        ;;
    h*)
        without "$groups"
        groups=$left
        continue
        ;;
    esac
    set -- $line
    verb=$1 pid=$2 start=${3:-}
    case $verb in
    +) servers="$servers $pid:$start" ;;
    -)
        left=
        for server in $servers; do
            case $server in
            "$pid":*) ;;
            *) left="$left $server" ;;
            esac
        done
        servers=$left
        ;;
    esac
done

# A frozen disk lets nobody end who writes to it.
thaw() {
    printf '%s' "$mounts" | while IFS= read -r folder; do
        fsfreeze -u "$folder" 2>/dev/null
    done
}

# What is frozen goes on, to die; what is throttled is so no more.
release() {
    printf '%s' "$groups" | while IFS= read -r folder; do
        for file in "$folder"/blkio.throttle.write_iops_device "$folder"/io.max; do
            [ -f "$file" ] || continue
            limits=$(cat "$file" 2>/dev/null)
            printf '%s\n' "$limits" | while read -r device limit; do
                case $file in */io.max) limit=wiops=max ;; *) limit=0 ;; esac
                [ -z "$device" ] || echo "$device $limit" >"$file"
            done
        done
        [ ! -f "$folder/memory.limit_in_bytes" ] || echo -1 >"$folder/memory.limit_in_bytes"
        [ ! -f "$folder/memory.max" ] || echo max >"$folder/memory.max"
        [ ! -f "$folder/freezer.state" ] || echo THAWED >"$folder/freezer.state"
        [ ! -f "$folder/cgroup.freeze" ] || echo 0 >"$folder/cgroup.freeze"
    done 2>/dev/null
}

# Those that were killed leave their groups a moment later.
remove_groups() {
    printf '%s' "$groups" | while IFS= read -r folder; do
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
            [ -d "$folder" ] || break
            rmdir "$folder" 2>/dev/null && break
            sleep 0.2 2>/dev/null || sleep 1
        done
    done
}

# Those that were killed close their files a moment later. What is in use even then is taken out of sight, and ends with
# its last user. The loop device goes with the file system.
unmount() {
    printf '%s' "$mounts" | while IFS= read -r folder; do
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
            umount "$folder" 2>/dev/null && break
            mountpoint -q "$folder" 2>/dev/null || break
            [ "$attempt" != 10 ] || umount -l "$folder" 2>/dev/null
            sleep 0.2 2>/dev/null || sleep 1
        done
    done
}

PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin
[ -z "$mounts" ] || thaw

# Sets $1 to the fields of a process from its state on: 1 state, 2 parent, 3 group, 4 session, 20 start.
fields_of() {
    fields=
    { read -r line <"$proc/$1/stat"; } 2>/dev/null || return 1
    fields=${line##*) }
}

known=' '
for server in $servers; do
    pid=${server%%:*}
    # another process under a dead server's number is none of ours; nor can its old session live on then
    if fields_of "$pid"; then
        set -- $fields
        [ "${20}" = "${server#*:}" ] || continue
    fi
    known="$known$pid "
done

if ! fields_of self; then
    for pid in $known; do
        kill -s KILL -- "-$pid" "$pid" 2>/dev/null
    done
    [ -z "$mounts" ] || unmount
    exit 0
fi

# Who belongs to a server: itself, its session, its group, its children, and theirs. Stopped first, so that none can
# start another between being found and being killed.
victims=
while :; do
    before=$victims
    victims=
    for folder in "$proc"/[0-9]*; do
        pid=${folder##*/}
        fields_of "$pid" || continue
        set -- $fields
        case $1 in Z | X) continue ;; esac
        case $known in
        *" $pid "* | *" $2 "* | *" $3 "* | *" $4 "*) ;;
        *) continue ;;
        esac
        victims="$victims $pid"
        case $known in *" $pid "*) ;; *) known="$known$pid " ;; esac
    done
    [ "$victims" = "$before" ] && break
    kill -s STOP -- $victims 2>/dev/null
done
[ -z "$victims" ] || kill -s KILL -- $victims 2>/dev/null
[ -z "$groups" ] || release
[ -z "$mounts" ] || unmount
[ -z "$groups" ] || remove_groups
