#!/usr/bin/env bash
# Ends the jobs and the daemons of the test cluster in $SLURM_TEST_ROOT, by its own pid files alone; --purge removes its folder too.
set -uo pipefail
ROOT=${SLURM_TEST_ROOT:-${TMPDIR:-/tmp}/pipeline-slurm}
export SLURM_CONF=$ROOT/etc/slurm.conf
ours() { [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' <"/proc/$1/cmdline" | grep -qF -- "$ROOT/"; }
end() { # pid file
  local p; [ -s "$1" ] || return 0; p=$(cat "$1"); ours "$p" || { rm -f "$1"; return 0; }
  kill -TERM "$p" 2>/dev/null
  for ((k = 0; k < 200; k++)); do ours "$p" || { rm -f "$1"; return 0; }; sleep 0.05; done
  kill -KILL "$p" 2>/dev/null; rm -f "$1"
}
# running jobs first: a slurmstepd outlives its slurmd
if [ -s "$ROOT/run/slurmctld.pid" ] && ours "$(cat "$ROOT/run/slurmctld.pid")"; then
  ids=$(timeout 5 squeue -h -o %A 2>/dev/null | sort -u | tr '\n' ' ')
  if [ -n "${ids// /}" ]; then
    timeout 10 scancel $ids 2>/dev/null
    for ((k = 0; k < 200; k++)); do [ -z "$(timeout 5 squeue -h -t R,CG,CF -o %A 2>/dev/null)" ] && break; sleep 0.05; done
  fi
fi
for f in "$ROOT"/run/slurmd.*.pid; do [ -e "$f" ] && end "$f"; done
end "$ROOT/run/slurmctld.pid"
end "$ROOT/run/munged.pid"
[ "${1:-}" = --purge ] && rm -rf "$ROOT"
exit 0
