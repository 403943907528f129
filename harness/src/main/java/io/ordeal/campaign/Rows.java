package io.ordeal.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.work.TrialResult;
import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.campaign.work.Workers;
import java.util.TreeMap;

/** Rows of the memory, from what came of a trial. */
final class Rows {
    private Rows() {}

    static TrialRow ended(TrialRow begun, Workers.Made made, Assessment assessment) {
        TrialResult result = made.result();
        ObjectNode versions = new ObjectMapper().createObjectNode();
        new TreeMap<>(result.versions()).forEach(versions::put);
        return new TrialRow(
                begun.id(),
                begun.night(),
                begun.cell(),
                begun.why(),
                begun.spec(),
                begun.seed(),
                begun.startedMillis(),
                result.end() == End.CUT ? State.CUT : State.DONE,
                made.wholeMillis(),
                result.mainMillis(),
                result.verdict(),
                assessment.judgement(),
                assessment.expected(),
                result.why(),
                result.operations(),
                result.violationMillis(),
                versions.toString(),
                made.cpuMillis(),
                made.peakBytes(),
                String.join("\n", result.notes()),
                result.folder(),
                begun.againOf(),
                assessment.findings());
    }

    static TrialFact fact(TrialRow row, NightRow night, String code) {
        return new TrialFact(
                row.cell(),
                night.number(),
                night.revision(),
                code,
                night.harness(),
                row.verdict(),
                row.judgement(),
                row.mainMillis(),
                row.wholeMillis(),
                row.violationMillis(),
                row.cpuMillis(),
                row.peakBytes());
    }
}
