const wayOut = Symbol("way out");

/** Options of one request by which a client that is made once sends it through `send`: SDKs hand them on to their fetch. */
export function through(send: typeof fetch): { readonly fetchOptions: Record<never, never> } {
  return { fetchOptions: { [wayOut]: send } };
}

/** The fetch of such a client. A request that nobody stands behind is not sent. */
export const sendThrough: typeof fetch = async (input, init) => {
  const send = (init as { readonly [wayOut]?: typeof fetch } | undefined)?.[wayOut];
  if (send === undefined) throw new Error("The SDK lost the way out of its request.");
  return send(input, init);
};

/** What such a client gets back: it is asked for the response alone and reads no body. One object serves all requests. */
const unread = new Response(null);
export const handBackUnread = (): Response => unread;
