/**
 * What a daemon and its clients send each other as JSON, one record for each schema of {@code
 * openapi.json}: the members have the names and the order of the components. Numbers that cannot be
 * had are NaN, and null in JSON; so are empty values. A client ignores members that it does not
 * know, and takes a missing one for null.
 */
package wickstream.api;
