import '../styles/index.css';
import '../styles/staff.css';
import { startStaffPage } from '../components/staff/start.tsx';
import { InfectionControl } from './infection-control.tsx';

startStaffPage('infection-control', (page) => <InfectionControl page={page} />);
