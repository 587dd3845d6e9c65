//! JSONPath in Jayway's dialect as Step Functions uses it, reference paths, and the intrinsic functions.
