import '../styles/index.css';
import '../styles/staff.css';
import { startStaffPage } from '../components/staff/start.tsx';
import { Reception } from './reception.tsx';

startStaffPage('reception', (page) => <Reception page={page} />);
