package wickstream.cluster;

/**
 * What nodes tell each other, as CBOR by Jackson. Names and components of such records are a format
 * that nodes of the versions before and after must understand while a cluster is being upgraded:
 * components may be added with a default, never renamed or removed. A test holds them against
 * messages that were kept.
 */
public interface Message {}
