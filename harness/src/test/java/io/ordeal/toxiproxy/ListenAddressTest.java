package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address is what it means, not how it is spelled: saying it again cuts nobody. */
class ListenAddressTest extends OneProxy {
    @ParameterizedTest
    @CsvSource({
        ":0, :PORT",
        ":0, 0.0.0.0:PORT",
        ":0, [::]:PORT",
        "0.0.0.0:0, 0.0.0.0:PORT",
        "0.0.0.0:0, :PORT",
        "[::]:0, [0:0::0]:PORT",
        "[::]:0, 0.0.0.0:PORT",
        "localhost:0, localhost:PORT",
        "localhost:0, 127.0.0.1:PORT",
        "127.0.0.1:0, localhost:PORT",
        "127.0.0.1:0, [::ffff:127.0.0.1]:PORT",
        ":0, :0",
        "localhost:0, localhost:0"
    })
    void whatIsPopulatedOrUpdatedWithItsOwnAddressIsLeftAlone(String asked, String again) throws IOException {
        api.delete("/proxies/p");
        assertThat(api.post("/populate", populate(asked)).status()).isEqualTo(201);
        Upstream.Pair pair = upstream.pair(api, "p");
        String port = api.get("/proxies/p").body().replaceAll(".*\"listen\":\"[^\"]*:([0-9]+)\".*", "$1");
        String spelled = again.replace("PORT", port);
        assertThat(api.post("/populate", populate(asked)).status()).isEqualTo(201);
        assertThat(api.post("/populate", populate(spelled)).status()).isEqualTo(201);
        assertThat(api.patch("/proxies/p", "{\"listen\":\"" + spelled + "\"}").status())
                .isEqualTo(200);
        write(pair.client(), "still there");
        assertThat(read(pair.server(), 11)).isEqualTo("still there");
        assertThat(traffic().cutConnections()).isZero();
    }

    private String populate(String listen) {
        return "[{\"name\":\"p\",\"listen\":\"" + listen + "\",\"upstream\":\"" + upstream.address() + "\"}]";
    }

    @ParameterizedTest
    @CsvSource({"*:80, lookup *: no such host", "nowhere, address nowhere: missing port in address"})
    void whatIsNoAddressIsRefusedAndCutsNobody(String listen, String why) throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        RawApi.Answer answer = api.post("/populate", populate(listen));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains(why);
        write(pair.client(), "still there");
        assertThat(read(pair.server(), 11)).isEqualTo("still there");
    }

    @Test
    void anotherPlaceIsAnother() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        assertThat(api.post("/populate", populate(":0")).status()).isEqualTo(201);
        assertEof(pair.client());
        assertThat(api.get("/proxies/p").body()).contains("\"listen\":\"[::]:");
    }
}
