import sodium from 'libsodium-wrappers-sumo';

// The library is compiled when this module is loaded; whoever imports it finds it ready.
await sodium.ready;

export { sodium };
