package io.ordeal.validate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.trial.Levels;
import java.util.Locale;

/** What was found, as one object, on one line. */
public final class ValidationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ValidationJson() {}

    /**
     * {@code answers} has every question: {@code answer} is {@code keeps}, {@code breaks}, {@code beside}, {@code not told}, {@code needless}
     * or {@code not asked}.
     */
    public static String write(Findings findings) {
        ValidationRequest request = findings.request();
        ObjectNode json = JSON.createObjectNode();
        json.put("target", request.target());
        json.put("seed", request.seed());
        json.put("cluster", request.cluster().name().toLowerCase(Locale.ROOT));
        request.version().ifPresent(version -> json.put("version", version));
        json.put("day", findings.day().toString());
        json.put("seconds", findings.took().toMillis() / 1e3);
        json.put("trials", findings.trials());
        json.put("interrupted", findings.interrupted());
        json.put("contradicted", findings.isContradicted());
        json.put("undecided", findings.isUndecided());
        ObjectNode sentences = json.putObject("workloads");
        findings.byWorkload().forEach((workload, answers) -> sentences.put(workload, Findings.sentence(answers)));
        ArrayNode answers = json.putArray("answers");
        findings.answers().forEach(answer -> put(answers.addObject(), answer));
        ArrayNode untold = json.putArray("untold");
        findings.untold()
                .forEach(each -> untold.addObject()
                        .put("fault", each.fault())
                        .put("why", each.why())
                        .put("here", each.here()));
        json.put("expectationsJava", Deduction.java(Deduction.of(findings)));
        json.put("expectationsYaml", Deduction.yaml(Deduction.of(findings)));
        return json.toString();
    }

    private static void put(ObjectNode json, Answer answer) {
        json.put("workload", answer.question().workload());
        answer.question().faults().forEach(json.putArray("faults")::add);
        json.put("answer", answer.kind().words());
        json.put("text", AnswerText.of(answer));
        if (!answer.expected().isEmpty()) {
            json.put("expected", answer.expected());
            json.put("surprise", answer.isSurprise());
        }
        if (answer.trials().isEmpty()) {
            return;
        }
        json.put("trials", answer.judged());
        json.put("broken", answer.broken());
        json.put("seconds", answer.seconds());
        json.put("ok", answer.contention().ok());
        json.put("contended", answer.contention().contended());
        ObjectNode felt = json.putObject("felt");
        answer.felt().forEach(felt::put);
        answer.anomalies().forEach(json.putArray("anomalies")::add);
        answer.violationMillis().ifPresent(millis -> json.put("violationMillis", millis));
        Levels levels = answer.levels();
        if (answer.question().judgedAtLevels()) {
            levels.strongestKept()
                    .forEach(level -> json.withArray("keepsLevels").add(level.wire()));
            levels.weakestBroken()
                    .forEach(level -> json.withArray("breaksLevels").add(level.wire()));
        }
        answer.report().ifPresent(report -> json.put("report", report.toString()));
        ArrayNode seeds = json.putArray("seeds");
        answer.trials().forEach(trial -> seeds.add(trial.choice().seed()));
    }
}
