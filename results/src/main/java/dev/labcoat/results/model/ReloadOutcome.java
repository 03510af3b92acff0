package dev.labcoat.results.model;

/**
 * What became of requests after a server was told to read its configuration anew.
 *
 * @param reload its number, from 1; 0 for the time before the first
 * @param answered requests with a whole and right response
 * @param refused requests for which no connection was to be had
 * @param lost requests whose connection ended before the response was whole
 * @param closed requests on a connection that had served others and was closed before the response began; a client may repeat them
 * @param wrong requests with another response than expected
 * @param slow answered requests that took more than 100 ms
 * @param longestMillis the longest time that a request took
 * @param steadyMillis until the rate was that of before again; less than 0 where it was not before the next reload
 */
public record ReloadOutcome(
        int reload,
        long answered,
        long refused,
        long lost,
        long closed,
        long wrong,
        long slow,
        double longestMillis,
        double steadyMillis) {

    /** Requests that a client cannot mend by repeating them as it may. */
    public long failed() {
        return refused + lost + wrong;
    }
}
