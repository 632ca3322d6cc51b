#!/usr/bin/env bash
# A real Slurm of two virtual nodes on this host, for the tests: munged, slurmctld and a slurmd per node, all of them private, on 127.0.0.1.
# Starting it twice does no harm. Apart from Debian's packages nothing outside $SLURM_TEST_ROOT is touched.
#   eval "$(.ci/slurm/start.sh --env)"   starts it if need be and exports SLURM_CONF and PIPELINE_SLURM, which switches the tests on
# Environment: SLURM_TEST_ROOT, SLURM_TEST_NODES (2), SLURM_TEST_CPUS (per node, 2), SLURM_TEST_MAX_ARRAY (11, so that short arrays are cut),
#   SLURM_TEST_PORT (26817: slurmctld; node i listens on PORT+i), SLURM_TEST_INSTALL (1)
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin"
ROOT=${SLURM_TEST_ROOT:-${TMPDIR:-/tmp}/pipeline-slurm}
NODES=${SLURM_TEST_NODES:-2}
CPUS=${SLURM_TEST_CPUS:-2}
PORT=${SLURM_TEST_PORT:-26817}
HOST=$(uname -n); HOST=${HOST%%.*}
ME=$(id -un)
CONF=$ROOT/etc/slurm.conf
say() { echo "slurm: $*" >&2; }
die() { say "$*"; exit 1; }
# a pid file counts only when that pid still runs the daemon of this very cluster
alive() { local p; [ -s "$1" ] && p=$(cat "$1") && [ -r "/proc/$p/cmdline" ] \
          && tr '\0' ' ' <"/proc/$p/cmdline" | grep -qF -- "$ROOT/"; }
wait_for() { local n=$1; shift; for ((k = 0; k < n * 20; k++)); do "$@" && return 0; sleep 0.05; done; return 1; }

# 1. packages ---------------------------------------------------------------
if ! command -v slurmctld >/dev/null || ! command -v slurmd >/dev/null \
   || ! command -v munged >/dev/null || ! command -v sbatch >/dev/null; then
  [ "${SLURM_TEST_INSTALL:-1}" = 1 ] || die "slurmctld, slurmd, munged, sbatch are needed"
  SUDO=; [ "$(id -u)" = 0 ] || SUDO="sudo -n"
  # 7 packages, 3.3 MB
  $SUDO apt-get update -qq
  $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      slurmctld slurmd slurm-client munge >&2
fi

# 2. folders, key, configuration --------------------------------------------
mkdir -p "$ROOT"/{etc,munge,state,log,run}
chmod 0755 "$ROOT" "$ROOT"/{etc,log,run}
chmod 0755 "$ROOT/munge"          # munged: the socket's folder must be searchable by all
[ -s "$ROOT/munge/munge.key" ] || { (umask 077; head -c 1024 /dev/urandom >"$ROOT/munge/munge.key"); }
chmod 0600 "$ROOT/munge/munge.key"
new=$(mktemp "$ROOT/etc/.slurm.conf.XXXXXX")
{
cat <<CONF
ClusterName=sweeptest
SlurmctldHost=$HOST(127.0.0.1)
SlurmUser=$ME
SlurmdUser=$ME
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$ROOT/munge/munge.sock,cred_expire=5
SlurmctldPort=$PORT
SlurmctldPidFile=$ROOT/run/slurmctld.pid
SlurmctldLogFile=$ROOT/log/slurmctld.log
SlurmctldDebug=info
SlurmctldParameters=idle_on_node_suspend
StateSaveLocation=$ROOT/state
SlurmdPidFile=$ROOT/run/slurmd.%n.pid
SlurmdLogFile=$ROOT/log/slurmd.%n.log
SlurmdSpoolDir=$ROOT/spool.%n
SlurmdParameters=config_overrides
# no cgroups, no affinity, no MPI, no accounting daemon
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc=$ROOT/log/jobcomp.log
MpiDefault=none
SwitchType=switch/none
MailProg=/bin/true
# scheduling: one CPU per task, memory not consumed
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=10000,sched_interval=2,bf_interval=2
MaxArraySize=${SLURM_TEST_MAX_ARRAY:-11}
MaxJobCount=20000
# quick detection and retry, for tests only
SlurmctldTimeout=10
SlurmdTimeout=10
MessageTimeout=10
InactiveLimit=0
KillWait=5
UnkillableStepTimeout=30
MinJobAge=600
ReturnToService=2
JobRequeue=1
TreeWidth=128
CONF
for ((i = 1; i <= NODES; i++)); do
  echo "NodeName=node$i NodeHostname=$HOST NodeAddr=127.0.0.1 Port=$((PORT + i)) CPUs=$CPUS State=UNKNOWN"
done
echo "PartitionName=main Nodes=ALL Default=YES State=UP MaxTime=INFINITE DefaultTime=60 OverSubscribe=NO"
} >"$new"
chmod 0644 "$new"
# from 24.05 on slurmd wants a cgroup plugin unless told otherwise; older ones do not know the word
ver=$(slurmctld -V | grep -oE '[0-9]+\.[0-9]+' | head -1)
[ "$(printf '%s\n24.05\n' "$ver" | sort -V | head -1)" = 24.05 ] && echo CgroupPlugin=disabled >"$ROOT/etc/cgroup.conf"
changed=1; cmp -s "$new" "$CONF" && changed=0
if [ $changed = 1 ] && alive "$ROOT/run/slurmctld.pid"; then
  rm -f "$new"; die "a cluster with another configuration runs in $ROOT: stop it first"
fi
mv -f "$new" "$CONF"
export SLURM_CONF=$CONF

# 3. daemons ----------------------------------------------------------------
if ! alive "$ROOT/run/munged.pid"; then
  rm -f "$ROOT/munge/munge.sock"*
  # --force: munged else refuses a group-writable parent folder without sticky bit (umask 002)
  munged --force --key-file="$ROOT/munge/munge.key" --socket="$ROOT/munge/munge.sock" \
    --pid-file="$ROOT/run/munged.pid" --log-file="$ROOT/log/munged.log" \
    --seed-file="$ROOT/munge/munged.seed" --num-threads=2 2>>"$ROOT/log/munged.err" \
    || die "munged: $(tail -n 3 "$ROOT/log/munged.err" "$ROOT/log/munged.log" 2>&1)"
fi
wait_for 5 sh -c "munge -n -S '$ROOT/munge/munge.sock' 2>/dev/null | unmunge -S '$ROOT/munge/munge.sock' >/dev/null 2>&1" \
  || die "munged does not answer"

if ! alive "$ROOT/run/slurmctld.pid"; then
  slurmctld -f "$CONF" 2>>"$ROOT/log/slurmctld.err" || die "slurmctld: $(tail -n 3 "$ROOT/log/slurmctld.err")"
fi
for ((i = 1; i <= NODES; i++)); do
  mkdir -p "$ROOT/spool.node$i"
  alive "$ROOT/run/slurmd.node$i.pid" || slurmd -f "$CONF" -N "node$i" 2>>"$ROOT/log/slurmd.err" \
    || die "slurmd node$i: $(tail -n 3 "$ROOT/log/slurmd.err")"
done

# 4. ready? -----------------------------------------------------------------
up() { [ "$(sinfo -h -N -o '%T' 2>/dev/null | grep -cE '^(idle|mixed|allocated|completing)$')" -ge "$NODES" ]; }
if ! wait_for 5 up; then     # nodes left down by an earlier life are brought back once
  for ((i = 1; i <= NODES; i++)); do scontrol update "NodeName=node$i" State=RESUME 2>/dev/null || true; done
  wait_for 25 up || { sinfo -N -l >&2 || true; die "the nodes did not come up; see $ROOT/log"; }
fi
say "$(sinfo -V), $NODES node(s) x $CPUS CPU(s), SLURM_CONF=$CONF"
[ "${1:-}" = --env ] && echo "export SLURM_CONF='$CONF' PIPELINE_SLURM='$ROOT'"
exit 0
