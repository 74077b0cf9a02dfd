/**
 * Campaign files: HOCON text, laid over commented defaults, becomes records that are valid by
 * construction, or one line that says what to change.
 */
package wickstream.config;
