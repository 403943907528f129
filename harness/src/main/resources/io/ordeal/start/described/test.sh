#!/bin/sh
# A trial without faults, one under partitions, one under kills. Ends at the first that finds something, with 1, or that tested
# nothing, with 2. The longer a trial takes, the more it is worth.
#   ORDEAL  the launcher
set -e
cd "$(dirname "$0")"{{build}}
trial() {
  "${ORDEAL:-{{home}}/ordeal}" run --target-file ordeal.yaml --time 5s --fault-interval 1s --results results "$@"
}
trial
trial --faults partition
trial --faults kill
