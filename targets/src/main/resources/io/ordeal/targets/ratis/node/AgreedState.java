package io.ordeal.targets.ratis.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/**
 * What the servers agree on, all in memory: registers, and logs. It takes no snapshots; who starts anew applies Ratis' log from
 * its beginning.
 *
 * <pre>
 *   set KEY VALUE       ok
 *   cas KEY OLD NEW     true, or false if the register has another value
 *   append LOG ELEMENT  its offset
 *   get KEY             the value; nothing where none was ever set
 *   entries LOG FROM    OFFSET=ELEMENT …, of those at or behind that offset
 * </pre>
 */
final class AgreedState extends BaseStateMachine {
    private final Map<String, String> registers = new HashMap<>();
    private final Map<String, List<String>> logs = new HashMap<>();

    /** Called by one thread, in the order of the log. */
    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        String command = entry.getStateMachineLogEntry().getLogData().toStringUtf8();
        String answer;
        synchronized (this) {
            answer = apply(command.split(" "));
            updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        }
        return CompletableFuture.completedFuture(Message.valueOf(answer));
    }

    private String apply(String[] words) {
        switch (words[0]) {
            case "set":
                registers.put(words[1], words[2]);
                return "ok";
            case "cas":
                return Boolean.toString(registers.replace(words[1], words[2], words[3]));
            case "append":
                List<String> log = logs.computeIfAbsent(words[1], name -> new ArrayList<>());
                log.add(words[2]);
                return Integer.toString(log.size() - 1);
            default:
                // it must not come to different states, nor to none
                return "";
        }
    }

    /** Called by any thread; also for stale reads. */
    @Override
    public CompletableFuture<Message> query(Message request) {
        String[] words = request.getContent().toStringUtf8().split(" ");
        String answer;
        synchronized (this) {
            answer = words[0].equals("get")
                    ? registers.getOrDefault(words[1], "")
                    : entries(logs.getOrDefault(words[1], List.of()), Integer.parseInt(words[2]));
        }
        return CompletableFuture.completedFuture(Message.valueOf(answer));
    }

    private static String entries(List<String> log, int from) {
        List<String> entries = new ArrayList<>();
        for (int offset = from; offset < log.size(); offset++) {
            entries.add(offset + "=" + log.get(offset));
        }
        return String.join(" ", entries);
    }
}
