// The words of the mail with a link for a new password, in the person's language.

interface Words {
  readonly subject: string;
  readonly hello: (name: string) => string;
  readonly body: string;
  readonly ignore: string;
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    subject: 'A new password for Sommet',
    hello: (name) => `Hello ${name},`,
    body: 'Somebody, probably you, asked for a new password. Open this link within an hour and choose one:',
    ignore: 'If it was not you, do nothing: your password stays as it is.',
  },
  fr: {
    subject: 'Un nouveau mot de passe pour Sommet',
    hello: (name) => `Bonjour ${name},`,
    body: 'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe. Ouvrez ce lien dans l’heure et choisissez-en un :',
    ignore: 'Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.',
  },
  es: {
    subject: 'Una contraseña nueva para Sommet',
    hello: (name) => `Hola, ${name}:`,
    body: 'Alguien, probablemente usted, pidió una contraseña nueva. Abra este enlace antes de una hora y elija una:',
    ignore: 'Si no fue usted, no haga nada: su contraseña sigue igual.',
  },
};

/** Subject and text for a person. */
export function writePasswordMail(
  { name, language }: { readonly name: string; readonly language: string },
  address: string,
): { subject: string; text: string } {
  const words = WORDS[language.split('-')[0] ?? ''] ?? WORDS.en!;
  return {
    subject: words.subject,
    text: [words.hello(name), words.body, address, words.ignore, ''].join('\n\n'),
  };
}
