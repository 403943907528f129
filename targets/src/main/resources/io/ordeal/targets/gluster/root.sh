# Becomes a program whose root directory is made of another Debian's files and of folders of its own.
#
#   unshare --mount sh root.sh TREE ROOT [FOLDER PLACE]... -- PROGRAM ARGUMENT...
#
# TREE is only read. ROOT is an empty folder; what is mounted there is seen by nobody else, and goes with the last process in it. Each
# FOLDER is found at its PLACE, an absolute path; a file "hosts" among those of /etc/glusterfs is taken for /etc/hosts.
set -e
tree=$1
root=$2
shift 2
mount --make-rprivate /
mount -t tmpfs -o mode=755 ordeal "$root"
cd "$root"
mkdir usr etc proc dev run tmp mnt var
chmod 1777 tmp
for folder in bin sbin lib lib64; do
    ln -s "usr/$folder" "$folder"
done
ln -s /run var/run
mount --bind "$tree/usr" usr
mount --rbind /proc proc
mount --rbind /dev dev
# Replication to other sites needs an interpreter that is not there: without the files that ask for it, it counts as not installed.
for libraries in usr/lib/*/glusterfs; do
    version=$(cd "$libraries" && echo [0-9]*)
    mount -t tmpfs -o mode=755 ordeal "$libraries"
    mkdir "$libraries/$version"
    mount --bind "$tree/$libraries/$version" "$libraries/$version"
done
mount -o remount,bind,ro usr
while [ "$1" != -- ]; do
    mkdir -p "$1" ".$2"
    mount --bind "$1" ".$2"
    shift 2
done
shift
echo 'root:x:0:0:root:/:/bin/sh' >etc/passwd
echo 'root:x:0:' >etc/group
echo 'hosts: files' >etc/nsswitch.conf
if [ -e etc/glusterfs/hosts ]; then
    cp etc/glusterfs/hosts etc/hosts
else
    echo '127.0.0.1 localhost' >etc/hosts
fi
exec chroot . "$@"
