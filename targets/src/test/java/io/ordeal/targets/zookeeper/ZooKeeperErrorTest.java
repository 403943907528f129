package io.ordeal.targets.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZooKeeperErrorTest {
    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"NONODE", "NODEEXISTS", "BADVERSION", "NOTEMPTY", "NOAUTH", "THROTTLEDOP", "SESSIONMOVED"})
    void whatTheServerRefusedIsDefinite(Code code) {
        assertThat(ZooKeeperError.exception(KeeperException.create(code))).isInstanceOf(DefiniteFailure.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"CONNECTIONLOSS", "SESSIONEXPIRED", "OPERATIONTIMEOUT", "REQUESTTIMEOUT", "SYSTEMERROR", "APIERROR"
            })
    void whatMayHaveBeenDoneProvesNothing(Code code) {
        KeeperException exception = KeeperException.create(code);
        assertThat(ZooKeeperError.exception(exception)).isSameAs(exception);
    }
}
