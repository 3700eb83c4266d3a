// @ts-check
import { send } from '../api.js';
import { form } from '../form.js';
import { myAccounts } from '../session.js';

const token = {
  name: 'accessToken', label: 'Access token', hint: 'A token of Meta with ads_read. It is tried at Meta, encrypted, and never comes out again.',
  more: { type: 'password', autocomplete: 'new-password' },
};

/** Stores a new token for an account. @param {any} account @param {(said: string) => void} again */
export const tokenDialog = (account, again) => form(`New token for ${account.name}`, 'Store', [token], (values) => send('PATCH', `/accounts/${account.id}`, values), () => {
  again(`The new token of ${account.name} works and is stored`);
});

/** Registers an account with its first token. @param {(said: string) => void} again */
export const registerDialog = (again) => form('Register an account', 'Register', [
  { name: 'id', label: 'Account id', hint: 'As Meta has it, with or without act_' }, token,
  { name: 'slug', label: 'Short name', hint: 'Small letters, digits and dashes; made from Meta\'s name if left empty', more: { required: false } },
], (values) => send('POST', '/accounts', values), (account) => {
  const shown = () => again(`${account.name} is registered`);
  myAccounts(true).then(shown, shown); // The view tells what cannot be had.
});
