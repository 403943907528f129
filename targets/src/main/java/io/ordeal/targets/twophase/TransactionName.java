package io.ordeal.targets.twophase;

/** The names under which coordinators prepare transactions: {@code c3/17}, the coordinator's and the transfer's. */
final class TransactionName {
    private TransactionName() {}

    static String of(String coordinator, long transfer) {
        return coordinator + "/" + transfer;
    }

    static boolean isOf(String coordinator, String transaction) {
        return transaction.startsWith(coordinator + "/");
    }

    static long transfer(String transaction) {
        return Long.parseLong(transaction.substring(transaction.indexOf('/') + 1));
    }

    /** The transfer's id if the name is one of ours, else the name. */
    static Object transferOf(String transaction) {
        return transaction.matches("c[0-9]+/[0-9]+") ? (Object) transfer(transaction) : transaction;
    }
}
