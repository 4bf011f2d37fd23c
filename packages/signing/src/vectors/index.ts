export { vectorBody } from './vector-body.ts';
export {
  VECTORS,
  type RequestVector,
  type SigningVector,
  type VectorBody,
  type Vectors,
  type VerificationVector,
} from './vectors.ts';
