package dev.labcoat.results.model;

import java.util.Objects;

/** Something that the user gave cannot be used; the message says what is wrong, where, and what to do. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.toString(super.getMessage());
    }
}
