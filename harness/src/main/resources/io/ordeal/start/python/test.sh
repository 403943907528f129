#!/bin/sh
# A trial without faults, one under partitions, one under kills. Ends at the first that finds something, with 1, or that tested
# nothing, with 2.
#   ORDEAL  the launcher
set -e
cd "$(dirname "$0")"
trial() {
  "${ORDEAL:-{{home}}/ordeal}" run --target-file ordeal.yaml --time 10s --fault-interval 2s --results results "$@"
}
trial
trial --faults partition
trial --faults kill
