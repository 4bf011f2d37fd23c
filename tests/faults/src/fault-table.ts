/** What happens to a request on its way: each as often, among all, as its weight says. */
export const FAULTS = {
  // All is well, or nearly.
  none: 44,
  brief_delay: 5,
  early_hints: 2,
  closed_after_answer: 2,

  // Before LuxCore has the request.
  reset_before: 4,
  reset_during_upload: 2,
  html_502_before: 1,
  html_200_before: 1,
  error_5xx_before: 4,
  too_many_requests: 3,
  request_timeout_408: 1,
  refused_400: 1,
  redirected: 1,

  // It gets there, and nobody is told.
  late: 4,
  lost_after: 6,
  silent_after: 3,
  reset_in_answer: 3,
  truncated: 3,
  slow_body: 2,
  empty_201: 1,
  html_200_after: 2,
  html_502_after: 1,
  error_5xx_after: 5,
  answer_of_another: 1,

  // It gets there twice.
  twice: 6,
  twice_and_truncated: 1,
} as const;

export type Fault = keyof typeof FAULTS;
