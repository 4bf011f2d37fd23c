import type { CreateUploadUrl, UploadUrl } from '@luxcore/contract';
import type { Bytes } from '@luxcore/signing';
import { LazyPromise, type ApiPromise } from '../api-promise.ts';
import type { Prepare } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, enveloped, isText, readBytes } from './answer.ts';
import { describeCall, type Calls } from './calls.ts';
import { BYTES, checkFields, MEDIA_TYPE, SIZE, TEXT } from './fields.ts';
import type { Put } from './put.ts';

/** A file that is about to be attached to a ticket. */
export interface NewAttachment extends Omit<CreateUploadUrl, 'size'> {
  /** What is in the file. */
  readonly bytes: Uint8Array;
}

/** A file that was attached to a ticket. */
export type UploadedAttachment = Pick<UploadUrl, 'attachment_id'>;

/** The files of a ticket; v1 alone. What is sent and answered is assumed. */
export interface TicketAttachments {
  /**
   * Attaches a file: asks for the URL that takes it, then PUTs the bytes there, to https or a loopback
   * address, without credentials and without following a redirect. Each of the two requests has the
   * time of `timeoutMs`.
   *
   * After any error, upload it again: it then gets a URL and an id of its own.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: no `file_name`, `content_type` or `bytes`;
   *   `INVALID_PATH_PARAMETER`: nothing was sent.
   * @throws {ConnectionError} `UPLOAD_FAILED`: the bytes were refused; the cause says why.
   * @throws {ConfigurationError} `INSECURE_URL`: the bytes would travel in the open.
   * @throws {NotFoundError} `NOT_FOUND`: no such ticket, or one of the other environment.
   * @example
   * ```ts
   * const { attachment_id } = await client.tickets.attachments.upload(
   *   '0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11',
   *   {
   *     file_name: 'receipt.txt',
   *     content_type: 'text/plain',
   *     bytes: new TextEncoder().encode('1500.00 MXN, 3 May'),
   *   },
   * );
   * ```
   */
  upload(id: string, file: NewAttachment, options?: CallOptions): ApiPromise<UploadedAttachment>;

  /**
   * Asks for the URL that takes the bytes of a file, for who sends them in another way: a browser, say,
   * which has no credentials. Whoever has the URL can upload, so it is a secret.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: no `file_name`, `content_type` or `size`;
   *   `INVALID_PATH_PARAMETER`, `INVALID_REQUEST_BODY`: nothing was sent.
   * @throws {NotFoundError} `NOT_FOUND`: no such ticket, or one of the other environment.
   * @example
   * ```ts
   * const { upload_url, attachment_id } = await client.tickets.attachments.uploadUrl(
   *   '0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11',
   *   { file_name: 'receipt.png', content_type: 'image/png', size: 48_213 },
   * );
   * ```
   */
  uploadUrl(id: string, body: CreateUploadUrl, options?: CallOptions): ApiPromise<UploadUrl>;

  /**
   * Downloads a file of a ticket: its bytes. `withResponse()` has its `Content-Type` among the headers.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: no such ticket or file, or one that was never uploaded.
   * @example
   * ```ts
   * const { data, headers } = await client.tickets.attachments
   *   .get('0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11', '7f1d1a52-2f0e-4a43-8f8e-1c2b7f7a9c22')
   *   .withResponse();
   * console.log(data.byteLength, headers.get('content-type'));
   * ```
   */
  get(id: string, attachmentId: string, options?: CallOptions): ApiPromise<Bytes>;
}

const ASK = 'tickets.attachments.uploadUrl';
const UPLOAD_URL = { file_name: TEXT, content_type: MEDIA_TYPE, size: SIZE };
const UPLOAD = { file_name: TEXT, content_type: MEDIA_TYPE, bytes: BYTES };

const readUploadUrl = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<UploadUrl>({ upload_url: isText, attachment_id: isText }),
);

/** Makes the files of the tickets of a client. */
export function createTicketAttachments(
  prepare: Prepare,
  { one }: Calls,
  put: Put,
): TicketAttachments {
  return {
    upload: (id, file, options) => {
      const settings = { ...options };
      let [content_type, content] = ['', new Uint8Array()];
      const ask = prepare(() => {
        const fields = { ...(file as NewAttachment | undefined) };
        checkFields(fields, UPLOAD);
        const { file_name, bytes: given } = fields as NewAttachment;
        // Copied, because it is sent later.
        content = new Uint8Array(given);
        ({ content_type } = fields as NewAttachment);
        const body = { file_name, content_type, size: content.byteLength };
        return describeCall(ASK, readUploadUrl, options, { id, body });
      });
      return new LazyPromise(async () => {
        const answer = await ask();
        const { upload_url, attachment_id } = answer.data;
        await put({ url: upload_url, contentType: content_type, bytes: content }, settings);
        return { ...answer, data: { attachment_id } };
      });
    },
    uploadUrl: (id, body, options) =>
      one(ASK, readUploadUrl, options, { id, body, rules: UPLOAD_URL }),
    get: (id, attachmentId, options) =>
      one('tickets.attachments.get', readBytes, options, { id, attachmentId }),
  };
}
