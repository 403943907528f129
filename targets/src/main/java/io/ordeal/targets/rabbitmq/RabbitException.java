package io.ordeal.targets.rabbitmq;

/** What a node answered instead of a confirmation. */
final class RabbitException extends Exception {
    private static final long serialVersionUID = 1;

    private final RabbitError error;

    RabbitException(RabbitError error, String message) {
        super(message);
        this.error = error;
    }

    RabbitError error() {
        return error;
    }
}
