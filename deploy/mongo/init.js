// Makes the replica set, its administrator, and one user for each service, who reads and writes one database.
// Run again, it changes nothing but what the environment says differently: a new password, for example.
// It has to run on the host of mongod: the first user can only be made there.

const ADMINISTRATOR = "administrator";
const SERVICES = ["registration", "recommendations", "notifications"];
const REPLICA_SET = "rs0";
const UNTIL_PRIMARY = 60_000; // milliseconds

const admin = db.getSiblingDB("admin");

function secret(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function signIn() {
  try {
    return admin.auth(ADMINISTRATOR, secret("MONGO_ADMINISTRATOR_PASSWORD")).ok === 1;
  } catch (refused) {
    if (refused.codeName !== "AuthenticationFailed") throw refused;
    return false;
  }
}

function makeReplicaSet() {
  if (db.hello().setName) return;
  try {
    rs.initiate({ _id: REPLICA_SET, members: [{ _id: 0, host: secret("MONGO_HOST") }] });
    print("made the replica set");
  } catch (refused) {
    // A member that has just been started does not know its set yet.
    if (!["AlreadyInitialized", "Unauthorized"].includes(refused.codeName)) throw refused;
  }
}

function waitForPrimary() {
  const until = Date.now() + UNTIL_PRIMARY;
  while (!db.hello().isWritablePrimary) {
    if (Date.now() > until) throw new Error("there is no primary");
    sleep(100);
  }
}

function makeAdministrator() {
  try {
    admin.createUser({ user: ADMINISTRATOR, pwd: secret("MONGO_ADMINISTRATOR_PASSWORD"), roles: ["root"] });
  } catch (refused) {
    // Somebody is there already, under another password.
    if (refused.codeName !== "Unauthorized") throw refused;
    throw new Error("MONGO_ADMINISTRATOR_PASSWORD is not the one that this database was made with");
  }
  print("made the administrator");
}

function ensureUser(service) {
  const own = db.getSiblingDB(service);
  const user = {
    pwd: secret(`MONGO_${service.toUpperCase()}_PASSWORD`),
    roles: [{ role: "readWrite", db: service }],
  };
  if (own.getUser(service)) {
    own.updateUser(service, user);
    return;
  }
  own.createUser({ user: service, ...user });
  print(`made the user ${service}`);
}

makeReplicaSet();
waitForPrimary();
if (!signIn()) {
  makeAdministrator();
  if (!signIn()) throw new Error("the administrator was made and cannot sign in");
}
SERVICES.forEach(ensureUser);
print("The database is as this version needs it.");
