// fetch as a browser does it: a reading request that meets a kept-alive connection which the server
// has just closed is sent once more. Knows no server.

/** Like `fetch`; only GET is repeated, and only when the connection was closed before an answer. */
export async function fetchAsBrowser(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } };
    const isReading = (init.method ?? 'GET') === 'GET';
    if (!isReading || cause?.code !== 'UND_ERR_SOCKET') throw error;
    return fetch(url, init);
  }
}
