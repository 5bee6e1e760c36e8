// How long a password has to be: the API's own limit, said before and not after.

/** Fewest characters of a password. */
export const PASSWORD_LENGTH = 10;
