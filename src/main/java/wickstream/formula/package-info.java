/**
 * Expressions in one variable z: read from text, differentiated, bounded by interval arithmetic,
 * and computed for many z at once.
 */
package wickstream.formula;
