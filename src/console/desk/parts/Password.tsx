// A field for a password, with a button that shows it and says what it will do.
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../texts.ts';

export function Password(props: PasswordInputProps) {
  const t = useT();
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      {...props}
      name="password"
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{ 'aria-label': t(visible ? 'password.hide' : 'password.show'), tabIndex: 0 }}
    />
  );
}
