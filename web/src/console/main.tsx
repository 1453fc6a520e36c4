import { render } from 'preact';
import '../ui/styles/index.css';
import { App } from './App';

const ground = document.getElementById('console');
if (ground !== null) render(<App />, ground);
