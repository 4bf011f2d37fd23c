import { formatMinorUnits, type IpayCheckout } from '@luxcore/contract';

/** Where the hosted pages are, by the token at their end. */
export const PAGE_PATH = '/pay/';
/** Where iPay's form is posted. */
export const IPAY_PATH = '/ipay/checkout';

/** [Assumed] The address of a hosted page. */
export function paymentPageUrl(origin: string, token: string): string {
  return origin + PAGE_PATH + token;
}

/** What a page posts to iPay. [Assumed] the parameters: LuxCore documents that there are some. */
export function ipayCheckout(
  origin: string,
  token: string,
  {
    id,
    amount,
    currency,
  }: { readonly id: string; readonly amount: number; readonly currency: string },
): IpayCheckout {
  return {
    form_action: origin + IPAY_PATH,
    checkout_params: {
      token,
      orderId: id,
      orderAmount: formatMinorUnits(amount, currency),
      currency,
    },
    checkout_url: paymentPageUrl(origin, token),
  };
}
