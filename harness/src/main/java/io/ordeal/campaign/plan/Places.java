package io.ordeal.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.text.CheckedYaml;

/** Where in a night's file something stands, as messages begin: {@code line 7: }. */
final class Places {
    private Places() {}

    static String at(JsonNode node) {
        String place = CheckedYaml.place(node);
        return place.isEmpty() ? "" : place + ": ";
    }
}
