/** Headers that describe the SDK, the body and the steps of an upload; an SDK's own authorisation and time limits stay here. */
const keptHeaders = /^(x-stainless-(?!timeout).+|x-goog-api-client|x-goog-upload-.+|content-type|accept)$/;

/**
 * Completes the requests that an SDK builds for files and batches: the given headers and user agent, bodies as bytes so
 * that they can be recorded, no redirects.
 */
export function requestDresser(
  headers: Readonly<Record<string, string>>,
  userAgent: string,
): (init: RequestInit | undefined) => Promise<RequestInit> {
  return async (init) => {
    const dressed = new Headers();
    for (const [name, value] of new Headers(init?.headers)) if (keptHeaders.test(name)) dressed.set(name, value);
    const { body, type } = await bytesOf(init?.body ?? null);
    if (type !== null) dressed.set("content-type", type);
    else if (body !== null && !dressed.has("content-type")) dressed.set("content-type", "application/json");
    dressed.set("user-agent", userAgent);
    for (const [name, value] of Object.entries(headers)) dressed.set(name, value);
    return { method: init?.method ?? "GET", body, headers: dressed, redirect: "manual" };
  };
}

/** Forms and files as bytes; a form names its own type, because the boundary between its parts is in it. */
async function bytesOf(body: NonNullable<RequestInit["body"]> | null) {
  if (body === null || typeof body === "string") return { body, type: null };
  const response = new Response(body);
  const type = body instanceof FormData ? response.headers.get("content-type") : null;
  return { body: new Uint8Array(await response.arrayBuffer()), type };
}
