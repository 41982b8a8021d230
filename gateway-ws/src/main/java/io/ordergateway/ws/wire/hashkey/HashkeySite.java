package io.ordergateway.ws.wire.hashkey;

/** The live sites, which share one API design and differ in details (0). */
public enum HashkeySite {
    /** HashKey Exchange, Hong Kong. */
    HK("X-HK-APIKEY", "orderId"),
    /** HashKey MENA, on the hosts of Hong Kong since mid 2026. */
    MENA("X-APIKEY", "fromOrderId"),
    /** HashKey Global. */
    GLOBAL("X-HK-APIKEY", "orderId");

    private final String keyHeader;
    private final String pageFrom;

    HashkeySite(String keyHeader, String pageFrom) {
        this.keyHeader = keyHeader;
        this.pageFrom = pageFrom;
    }

    /** The header that carries the key, as the site's documents call it (13.1). */
    String keyHeader() {
        return keyHeader;
    }

    /** What documents of other sites call it (13.1). */
    String otherKeyHeader() {
        return this == MENA ? HK.keyHeader : MENA.keyHeader;
    }

    /** The parameter with which a list of spot orders goes on from an order (5). */
    String pageFrom() {
        return pageFrom;
    }
}
