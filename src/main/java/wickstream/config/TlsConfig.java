package wickstream.config;

import java.nio.file.Path;

/**
 * How the nodes of a cluster prove to each other who they are: each shows its certificate, and
 * accepts those that an authority of its trust store has signed.
 *
 * @param keyStore a PKCS #12 file with the node's private key and certificate
 * @param trustStore a PKCS #12 file with the certificates of the authorities
 * @param passwordVariable the environment variable that holds the password of both
 */
public record TlsConfig(Path keyStore, Path trustStore, String passwordVariable) {}
