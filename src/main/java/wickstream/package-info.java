/**
 * Wickstream for Java programs. This package is public: its classes keep their names, methods and
 * meaning between minor versions. All packages below it are internal and may change at any time.
 *
 * @see wickstream.Wickstream
 */
package wickstream;
