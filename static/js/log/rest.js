// The rest between two sets, known by its end: a lock, a reload or another app takes nothing of it.

export const USUAL_REST_S = 90;

// How many seconds are left at an instant, both in milliseconds; 0 when it is over.
export const secondsLeft = (until, now) => Math.max(0, Math.ceil((until - now) / 1000));

// The end after more or less of it, never before now.
export const shifted = (until, seconds, now) => Math.max(now, Math.max(until, now) + seconds * 1000);
