package dev.weekline.account;

/**
 * A stored token that Meta is asked about.
 *
 * @param before its state when Meta was asked; calls may find out more before the answer is there
 */
record AskedToken(TokenId id, AccessToken token, TokenState before) {}
