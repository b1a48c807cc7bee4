package dev.hokusai.client;

/**
 * One bad value of a request.
 *
 * @param field where, for example {@code rows[3].age} or {@code draft.metrics[0].name}
 * @param description what is wrong with it
 */
public record FieldViolation(String field, String description) {}
