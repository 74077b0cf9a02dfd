/** What the words of this program mean: pages in Markdown, found by term and printed as text. */
package wickstream.explain;
