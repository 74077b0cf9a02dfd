/** What a campaign leaves behind: results as records, and the files that other programs read. */
package wickstream.persistence;
