// The looks that Mantine's parts share: the green of the chat page, whole Vietnamese marks, targets that thumbs can hit.
import {
  Button,
  createTheme,
  type MantineColorsTuple,
  NativeSelect,
  PasswordInput,
  Textarea,
  TextInput,
} from '@mantine/core';

const green: MantineColorsTuple = [
  '#eef8f0',
  '#dcefe1',
  '#b8dfc3',
  '#90cda2',
  '#69bb83',
  '#45a566',
  '#2f8a50',
  '#237340',
  '#1d6236',
  '#123420',
];
const size = { defaultProps: { size: 'md' } };

export const theme = createTheme({
  primaryColor: 'green',
  primaryShade: { light: 8, dark: 7 },
  colors: { green },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
  components: {
    // The label cuts off what stands above its line: the marks of "Nguyễn".
    Button: Button.extend({ ...size, styles: { label: { lineHeight: 1.5 } } }),
    TextInput: TextInput.extend(size),
    PasswordInput: PasswordInput.extend(size),
    Textarea: Textarea.extend(size),
    NativeSelect: NativeSelect.extend(size),
  },
});
