// Colours, type and habits of the component kit. tokens.css holds what our own styles use.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Blue-violet of a ridge before sunrise: actions and what is chosen. */
const ridge: MantineColorsTuple = [
  '#EEF0FE',
  '#DCE0FB',
  '#B9C1F6',
  '#939FF0',
  '#7482EA',
  '#5566E2',
  '#3D4ED8',
  '#3240BC',
  '#28349A',
  '#1E2778',
];

/** The accent, used sparingly: what asks for somebody. */
const sunrise: MantineColorsTuple = [
  '#FFF1EB',
  '#FDE0D4',
  '#F9BFA8',
  '#F39C79',
  '#ED7E55',
  '#E8663D',
  '#B8451F',
  '#963817',
  '#752B11',
  '#551E0B',
];

const green: MantineColorsTuple = [
  '#E8F7EF',
  '#CDEDDC',
  '#9DDBBA',
  '#6CC897',
  '#43B57B',
  '#27A066',
  '#18794B',
  '#12613B',
  '#0D4A2D',
  '#08331F',
];

/** Dark enough for white words on it; the kit's own is not. */
const red: MantineColorsTuple = [
  '#FDECEA',
  '#F9D2CE',
  '#F2A8A1',
  '#EB8078',
  '#E0574D',
  '#D03B31',
  '#B3261E',
  '#961F18',
  '#781812',
  '#5A110C',
];

/** Warm greys, so that lines do not look blue on paper. */
const gray: MantineColorsTuple = [
  '#F7F5F1',
  '#EFECE6',
  '#E4E0D8',
  '#D3CEC4',
  '#A8A296',
  '#857F74',
  '#66615A',
  '#4E4A44',
  '#383530',
  '#23211D',
];

const dark: MantineColorsTuple = [
  '#ECEAE5',
  '#C3C4C8',
  '#A2A6AE',
  '#7B828D',
  '#434A55',
  '#2F3540',
  '#1D222A',
  '#14171C',
  '#0F1216',
  '#0A0C0F',
];

/** The kit's theme. */
export const theme = createTheme({
  colors: { ridge, sunrise, green, red, gray, dark },
  primaryColor: 'ridge',
  primaryShade: { light: 6, dark: 5 },
  black: '#1B1D22',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: 'clamp(1.75rem, 1.3rem + 1.8vw, 2.5rem)', lineHeight: '1.12' },
      h2: { fontSize: '1.375rem', lineHeight: '1.25' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '16px', xl: '24px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The kit sets labels right on their fields.
    InputWrapper: {
      styles: {
        label: { marginBottom: 4, fontWeight: 600 },
        description: { marginBottom: 6, lineHeight: 1.4 },
      },
    },
    Modal: { defaultProps: { centered: true, radius: 'lg', padding: 'xl' } },
    // The placeholder is a child no menu may have; the first item takes the focus instead.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    TextInput: { defaultProps: { dir: 'auto' } },
    Textarea: { defaultProps: { dir: 'auto' } },
  },
});

/** Where the kit's variables differ from its defaults: paper, ink, and greys that can be read on them. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#FAF8F5',
    '--mantine-color-text': '#1B1D22',
    '--mantine-color-dimmed': '#66615A',
    '--mantine-color-placeholder': '#756F66',
    '--mantine-color-error': '#B3261E',
    '--mantine-color-anchor': '#3240BC',
  },
  dark: {
    '--mantine-color-body': '#14171C',
    '--mantine-color-text': '#ECEAE5',
    '--mantine-color-dimmed': '#A2A6AE',
    '--mantine-color-placeholder': '#8B919B',
    '--mantine-color-error': '#FF9B92',
    '--mantine-color-anchor': '#A9B3F5',
    // The kit mixes these so dark that they no longer look like something to press.
    '--mantine-color-ridge-light': '#262D52',
    '--mantine-color-ridge-light-hover': '#2F3763',
    '--mantine-color-ridge-light-color': '#C5CCF9',
    '--mantine-color-sunrise-light': '#43291E',
    '--mantine-color-sunrise-light-hover': '#523225',
    '--mantine-color-sunrise-light-color': '#F9C3AD',
    '--mantine-color-red-light': '#432321',
    '--mantine-color-red-light-hover': '#512A28',
    '--mantine-color-red-light-color': '#FFB4AD',
  },
});
